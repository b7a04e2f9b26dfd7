-- Touches that were tagged in a way that no channel rule knows: only the catch-all fits, so that their
-- channel is the default of their type, or none.
with tagged as (

    select
        touches.*,
        {{ channel_marks('touches') }}
    from {{ ref('int_source_touches') }} as touches
    where touches.channel is null and coalesce(touches.utm_source, touches.utm_medium, touches.utm_campaign) is not null

)

select
    tagged.touch_id,
    tagged.touched_at,
    lower(trim(tagged.utm_source)) as utm_source,
    lower(trim(tagged.utm_medium)) as utm_medium,
    lower(trim(tagged.utm_campaign)) as utm_campaign,
    channels.channel
from tagged
inner join {{ ref('int_channels') }} as channels
    on
        not channels.is_known
        and tagged.touch_type = channels.touch_type
        and {{ have_same_marks('tagged', 'channels') }}
