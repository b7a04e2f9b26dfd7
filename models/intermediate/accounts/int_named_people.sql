-- People whom touches and deals name, each with the account that stands beside the person there, if any.
with touches as (

    select
        coalesce(merged.surviving_id, touches.contact_id, addresses.contact_id) as contact_id,
        keys.account_id,
        max(touches.touched_at) as seen_at
    from {{ ref('int_source_touches') }} as touches
    left join {{ ref('int_merged_records') }} as merged
        on merged.record_type = 'contact' and touches.contact_id = merged.merged_id
    left join {{ ref('int_known_addresses') }} as addresses on {{ clean_email('touches.email') }} = addresses.email
    left join {{ ref('int_account_keys') }} as keys on touches.account_id = keys.record_id
    group by coalesce(merged.surviving_id, touches.contact_id, addresses.contact_id), keys.account_id

),

deal_roles as (

    select
        coalesce(merged.surviving_id, deal_contacts.contact_id) as contact_id,
        keys.account_id,
        max(deals.created_at) as seen_at
    from {{ ref('int_source_deal_contacts') }} as deal_contacts
    left join {{ ref('int_source_deals') }} as deals on deal_contacts.deal_id = deals.deal_id
    left join {{ ref('int_account_keys') }} as keys on deals.account_id = keys.record_id
    left join {{ ref('int_merged_records') }} as merged
        on merged.record_type = 'contact' and deal_contacts.contact_id = merged.merged_id
    group by coalesce(merged.surviving_id, deal_contacts.contact_id), keys.account_id

)

select contact_id, account_id, 'touch_account' as match_method, seen_at
from touches
where contact_id is not null
union all
select contact_id, account_id, 'deal_role', seen_at
from deal_roles
