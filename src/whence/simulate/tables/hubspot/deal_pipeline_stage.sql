select
    hubspot_stage_id(label) as stage_id,
    'default' as pipeline_id,
    label,
    display_order,
    probability,
    label like 'Closed%' as is_closed,
    label = 'Closed Won' as closed_won,
    true as active,
    false as _fivetran_deleted,
    timestamp '2024-06-30 22:15:00' as _fivetran_synced
from (
    values
    ('Discovery', 0, 0.1), ('Evaluation', 1, 0.25), ('Proposal', 2, 0.5), ('Negotiation', 3, 0.75),
    ('Closed Won', 4, 1.0), ('Closed Lost', 5, 0.0)
) as stages (label, display_order, probability)
order by display_order
