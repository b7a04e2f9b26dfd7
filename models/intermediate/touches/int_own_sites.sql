-- The sites that are our own: those whose pages a source counts. A site that is known to send visitors
-- is never one, whoever showed our pages there.
select distinct
    source_system,
    site
from (
    select
        source_system,
        {{ clean_domain('url') }} as site
    from ({{ shape_rows('page_views') }})
)
where
    site is not null
    and site not in (select source from {{ ref('source_categories') }})
    and {{ site_name('site') }} not in (select source from {{ ref('source_categories') }})
