create temp macro marketo_lead_id(record) as 1000000 + record * 3;

create temp macro marketo_program_id(campaign) as 2000 + campaign;

-- records of which the mailer has activities, and those they were merged into
create temp table marketo_records as
with recursive found as (

    select record from letters
    union
    select record from forms
    union
    select attended.record
    from campaign_members
    inner join our_campaigns using (campaign)
    inner join main_records as attended using (person)
    where our_campaigns.label = 'Webinar'
    union
    select records.master
    from found
    inner join records using (record)
    where records.master is not null

)

select record
from found;
