select
    printf('D-%06d', drawn.deal + 1) as deal_id,
    named.contact_id,
    people.buying_role,
    drawn.is_primary
from drawn_roles as drawn
inner join drawn_people as people using (person)
inner join named_people as named using (person)
order by drawn.deal, named.contact_id
