select
    date_trunc('month', touched_at)::date as month,
    numeric_id('6', campaign + 1) as campaign_id,
    titles.id as member_job_title,
    cast(sum(case when touch_type = 'ad_impression' then 9 else 4 end) as bigint) as impressions,
    count(*) filter (where touch_type <> 'ad_impression') as clicks,
    cast(sum(touch % 3) as bigint) as reactions,
    0 as comments,
    count(*) filter (where touch % 17 = 0) as shares,
    0 as follows,
    synced(date_trunc('month', min(touched_at)) + interval 33 day, min(touch)) as _fivetran_synced
from all_touches
inner join our_campaigns using (campaign)
inner join everybody using (person)
inner join linkedin_titles as titles on everybody.title = titles.name
where platform = 'linkedin_ads'
group by all
order by month, campaign_id, member_job_title
