-- Page views of all sources, each with its visitor and with what tells where the visitor came from: the
-- marks that the source gives or the address carries, and the referrer where it is not a site of ours.
with page_views as (

    {{ shape_rows('page_views') }}

),

placed as (

    select
        page_views.*,
        {{ visitor_of('page_views') }} as visitor,
        {{ clean_domain('page_views.url') }} as site,
        {{ clean_domain('page_views.referrer') }} as referrer_site,
        case when page_views.url like '%=%' then page_views.url end as tagged_url
    from page_views

),

referred as (

    select
        placed.*,
        placed.referrer_site is not null
        and own_sites.site is null
        and not coalesce(
            placed.referrer_site = placed.site
            or {{ is_part_of('placed.referrer_site', 'placed.site') }}
            or {{ is_part_of('placed.site', 'placed.referrer_site') }},
            false
        ) as is_referred
    from placed
    left join {{ ref('int_own_sites') }} as own_sites
        on placed.source_system = own_sites.source_system and placed.referrer_site = own_sites.site

)

select
    ---------- who
    referred.page_view_id,
    referred.viewed_at,
    referred.visitor,
    referred.anonymous_id,
    referred.user_id,
    referred.contact_id,
    referred.email,
    referred.account_id,
    referred.company_domain,

    ---------- which page
    referred.url,
    referred.title,
    referred.percent_scrolled,
    referred.engaged_seconds,

    ---------- from where
    {{ marks_of('referred', 'tagged_url') }},
    case when referred.is_referred then referred.referrer end as referrer,
    case when referred.is_referred then referred.referrer_site end as referrer_site,
    referred.session_id as tracker_session_id,
    referred.source_system
from referred
