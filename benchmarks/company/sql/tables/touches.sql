select
    case when has_device
        then printf('t%015x', drawn(4, touch, 8) % 1152921504606846976) || printf('-%08x', touch)
        else crm_id('00TDn', touch)
    end as touch_id,
    touched_at,
    touch_type,
    case when team in ('sales', 'sales_development') and unit(drawn(4, touch, 9)) < 0.6
        then case
            when is_merged_account(account) and unit(drawn(4, touch, 10)) < 0.2 then merged_account_id_of(account)
            else account_id
        end
    end as account_id,
    case when names_contact
        then case
            when copies_of(person) > 0 and unit(drawn(4, touch, 11)) < 0.4
                then lead_id_of(person, 1 + one_of(copies_of(person), drawn(4, touch, 12)))
            else contact_id_of(person)
        end
    end as contact_id,
    case
        when trace = 'form' or (trace = 'person' and not names_contact)
            then case when unit(drawn(4, touch, 13)) < 0.1 then upper(email_of(person, domain)) else email_of(person, domain) end
    end as email,
    case when has_device then touch_visitor(touch, person, device, is_outsider) end as anonymous_id,
    case
        when trace = 'company' then domain
        when trace = 'visitor' and not is_outsider and not names_contact and unit(drawn(4, touch, 14)) < 0.25 then domain
    end as company_domain,
    case when team = 'sales' and has_deal and at_time >= created_at then deal_id end as deal_id,
    stated_channel as channel,
    utm_source,
    utm_medium,
    case when utm_source is not null then tag end as utm_campaign,
    case
        when channel_name = 'brand_search' then 'whence'
        when channel_name = 'paid_search' then at_place(keywords(), drawn(4, touch, 15))
    end as utm_term,
    case when click_id_type = 'li_fat_id' then case when touch % 2 = 0 then 'carousel' else 'video' end end as utm_content,
    referrer,
    case when has_device then path end as landing_page,
    case when has_click_id then printf('%016x', drawn(4, touch, 16)) || printf('%08x', touch) end as click_id,
    case when has_click_id then click_id_type end as click_id_type,
    campaign_id,
    campaign_name,
    coalesce(content, theme) as content,
    case team when 'sales' then seller when 'sales_development' then developer end as owner,
    team,
    direction,
    case when has_device then unit(drawn(4, touch, 17)) >= 0.02 end as is_consented
from (
    select
        *,
        trace in ('visitor', 'form') as has_device,
        is_known(person) and (
            is_recognised(touch, trace, device, is_outsider)
            or (trace = 'person' and unit(drawn(4, touch, 7)) >= 0.1)
        ) as names_contact,
        click_id_type is not null and unit(drawn(4, touch, 18)) < 0.7 as has_click_id
    from drawn_touches($month)
)
