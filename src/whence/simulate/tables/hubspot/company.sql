with merged as (

    select
        account,
        string_agg(cast(number as varchar), ';' order by number) as ids
    from (
        select
            account,
            cast(account_key(account) as bigint) + copy * 50000000 as number
        from account_copies
        where copy > 0
    )
    group by account

)

select
    copies.copy > 0 as is_deleted,
    cast(account_key(copies.account) as bigint) + copies.copy * 50000000 as id,
    62113 as portal_id,
    accounts.account_name as property_name,
    case when accounts.has_website then accounts.domain end as property_domain,
    accounts.website as property_website,
    upper(replace(accounts.industry, ' ', '_')) as property_industry,
    accounts.country as property_country,
    accounts.employees as property_numberofemployees,
    case when accounts.parent >= 0 then account_key(accounts.parent) end as property_hs_parent_company_id,
    40000 + users.number as property_hubspot_owner_id,
    case when accounts.target_tier > 0 then 'true' end as property_hs_is_target_account,
    case when accounts.target_tier > 0 then 'tier_' || accounts.target_tier end as property_hs_ideal_customer_profile,
    case when copies.copy = 0 then merged.ids end as property_hs_merged_object_ids,
    copies.created_at as property_createdate,
    synced(coalesce(copies.merged_at, copies.created_at), copies.number) as _fivetran_synced
from account_copies as copies
inner join known_accounts as accounts using (account)
inner join our_users as users on accounts.seller = users.name
left join merged using (account)
order by property_createdate, id
