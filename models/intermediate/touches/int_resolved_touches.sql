-- Every accepted touch with who made it, for which account and on which channel.
with marked as (

    select
        touches.*,
        {{ channel_marks('touches') }}
    from {{ ref('int_identified_touches') }} as touches

)

select
    marked.touch_id,
    marked.touched_at,
    marked.is_date_only,
    marked.touch_type,
    marked.raw_touch_type,
    marked.contact_id,
    marked.identified_by,
    marked.own_account_id,
    marked.account_id,
    marked.match_method,
    marked.deal_id,
    marked.buying_role,
    marked.company_domain,
    coalesce(marked.channel, channels.channel, 'Other') as channel,
    marked.campaign_id,
    coalesce(marked.campaign_name, marked.utm_campaign) as campaign_name,
    marked.content,
    marked.owner,
    marked.team,
    marked.direction,
    marked.landing_page,
    marked.click_id,
    marked.click_id_type,
    marked.anonymous_id,
    split_part(coalesce(marked.address, marked.contact_email), '@', 2) as email_domain,
    coalesce(marked.is_consented, true) as is_consented,
    marked.source_system
from marked
left join {{ ref('int_channels') }} as channels
    on
        -- comparisons alone make a hash join; `marked.channel is null` beside them would compare all with all
        case when marked.channel is null then marked.touch_type end = channels.touch_type
        and {{ have_same_marks('marked', 'channels') }}
