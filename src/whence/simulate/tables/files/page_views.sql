select
    printf('P-%07d', drawn.page_view + 1) as page_view_id,
    drawn.viewed_at,
    visitor(touches.person, touches.device) as anonymous_id,
    printf('S-%07d', drawn.touch + 1) as session_id,
    contents.path as url,
    drawn.percent_scrolled
from drawn_page_views as drawn
inner join drawn_touches as touches using (touch)
inner join contents on drawn.content = contents.content
order by drawn.page_view
