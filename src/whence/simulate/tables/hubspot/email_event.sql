with events as (

    select
        letters.number,
        '' as kind,
        letters.happened_at as created,
        case letters.touch_type when 'email_sent' then 'SENT' when 'email_opened' then 'OPEN' else 'CLICK' end as type,
        letters.record,
        letters.campaign,
        false as filtered_event
    from letters
    union all
    select
        number,
        'delivered ',
        happened_at + interval 4 second,
        'DELIVERED',
        record,
        campaign,
        false
    from letters
    where touch_type = 'email_sent'
    union all
    -- a scanner for viruses opens everything
    select
        number,
        'scanned ',
        happened_at + interval 5 second,
        'OPEN',
        record,
        campaign,
        true
    from letters
    where touch_type = 'email_sent' and number % 9 = 4

)

select
    uuid_of(events.kind || events.number) as id,
    events.created,
    events.type,
    records.email as recipient,
    3000 + events.campaign as email_campaign_id,
    events.filtered_event,
    113 as app_id,
    62113 as portal_id,
    synced(events.created, events.number) as _fivetran_synced
from events
inner join records using (record)
order by events.created, events.number, events.kind
