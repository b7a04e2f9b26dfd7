-- Accepted touches as their sources give them. A type that the seed does not know is `other`; a response
-- to a campaign is what the type of its campaign makes it.
with given as (

    {{ shape_rows('touches') }}

),

touches as (

    select
        given.*,
        case
            when {{ as_name('given.touch_type') }} = 'campaign_response' then coalesce(campaigns.touch_type, 'campaign_response')
            else {{ as_name('given.touch_type') }}
        end as known_type,
        case when {{ as_name('given.touch_type') }} = 'campaign_response' then campaigns.utm_medium end as campaign_medium,
        campaigns.campaign_name as name_of_campaign,
        {{ clean_domain('given.referrer') }} as referrer_site,
        {{ clean_domain('given.landing_page') }} as site,
        case when given.landing_page like '%=%' then given.landing_page end as tagged_page
    from given
    left join {{ ref('int_campaigns') }} as campaigns on given.campaign_id = campaigns.campaign_id

),

own_sites as (

    select distinct site from {{ ref('int_own_sites') }}

)

select
    ---------- who
    touches.touch_id,
    touches.touched_at,
    touches.is_date_only,
    touches.account_id,
    touches.contact_id,
    touches.email,
    touches.user_id,
    touches.anonymous_id,
    {{ visitor_of('touches') }} as visitor,
    touches.company_domain,
    touches.company_name,
    touches.deal_id,

    ---------- what
    touches.touch_type as raw_touch_type,
    coalesce(touch_types.touch_type, 'other') as touch_type,
    coalesce(touch_types.is_on_website, false) as is_on_website,
    touches.campaign_id,
    coalesce(touches.campaign_name, touches.name_of_campaign) as campaign_name,
    touches.content,

    ---------- from where
    touches.channel,
    {{ marks_of('touches', 'tagged_page') }},
    touches.campaign_medium,
    -- a page of ours that linked to another one brought nobody
    case
        when
            own_sites.site is null
            and touches.referrer_site <> coalesce(touches.site, '')
            and not {{ is_part_of('touches.referrer_site', "coalesce(touches.site, '-')") }}
            and not {{ is_part_of("coalesce(touches.site, '-')", 'touches.referrer_site') }}
            then touches.referrer
    end as referrer,
    touches.landing_page,

    ---------- who of us
    touches.owner,
    touches.team,
    touches.direction,
    touches.is_consented,
    touches.source_system
from touches
left join {{ ref('touch_types') }} as touch_types on touches.known_type = touch_types.touch_type
left join own_sites on touches.referrer_site = own_sites.site
