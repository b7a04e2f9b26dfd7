-- Companies that G2 saw: mostly our accounts, a few that no system of ours knows.
create temp table reviews as
select
    row_number() over (order by touched_at, touch) as number,
    touches.touch,
    touches.account,
    touches.touched_at as happened_at,
    touches.touch_type,
    touches.content
from all_touches as touches
where touches.touch_type in ('review_site', 'intent_signal');
