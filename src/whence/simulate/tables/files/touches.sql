select
    printf('T-%07d', drawn.touch + 1) as touch_id,
    drawn.touched_at,
    looks.touch_type,
    case when drawn.has_account then accounts.account_id end as account_id,
    case when drawn.has_contact then people.contact_id end as contact_id,
    case when drawn.has_email then people.email end as email,
    case when drawn.has_device then visitor(drawn.person, drawn.device) end as anonymous_id,
    case when drawn.has_domain then accounts.domain end as company_domain,
    case when looks.team = 'sales' and drawn.touched_at >= deals.created_at
        then printf('D-%06d', deals.deal + 1)
    end as deal_id,
    coalesce(nullif(channels.stated_name, ''), nullif(looks.stated_channel, '')) as channel,
    nullif(looks.utm_source, '') as utm_source,
    nullif(looks.utm_medium, '') as utm_medium,
    case when looks.utm_source <> '' then campaigns.tag end as utm_campaign,
    case
        when looks.channel = 'brand_search' then 'whence'
        when looks.channel = 'paid_search' then keywords.keyword
    end as utm_term,
    case when looks.click_id_type = 'li_fat_id'
        then case when drawn.touch % 2 = 0 then 'carousel' else 'video' end
    end as utm_content,
    nullif(looks.referrer, '') as referrer,
    case when drawn.has_device and contents.path <> '' then contents.path end as landing_page,
    case when drawn.has_click_id
        then case looks.click_id_type when 'gclid' then 'Cj0KCQ' when 'fbclid' then 'IwAR' else '' end
        || left(md5(cast(drawn.touch as varchar)), 24)
    end as click_id,
    case when drawn.has_click_id then looks.click_id_type end as click_id_type,
    campaigns.campaign_id,
    campaigns.campaign_name,
    coalesce(contents.title, campaigns.theme) as content,
    case looks.team
        when 'sales' then drawn_accounts.seller
        when 'sales_development' then drawn_accounts.developer
    end as owner,
    nullif(looks.team, '') as team,
    looks.direction,
    case when drawn.has_device then not drawn.is_refused end as is_consented
from drawn_touches as drawn
inner join looks using (look)
inner join channels using (channel_number)
inner join drawn_people using (person)
inner join named_people as people using (person)
inner join drawn_accounts using (account)
inner join named_accounts as accounts using (account)
inner join keywords using (keyword_number)
left join contents using (content)
left join named_campaigns as campaigns using (campaign)
left join drawn_deals as deals using (episode)
order by drawn.touch
