-- What might have made one of two, or led to an account, and was not believed; and merges that were, though
-- they contradict one another.
select
    'email' as evidence_type,
    emails.email as evidence,
    coalesce(merged.surviving_id, emails.contact_id) as leads_to,
    'role_mailbox' as refusal
from {{ ref('int_record_emails') }} as emails
left join {{ ref('int_merged_records') }} as merged
    on merged.record_type = 'contact' and emails.contact_id = merged.merged_id
left join {{ ref('int_known_addresses') }} as addresses on emails.email = addresses.email
where emails.is_role_mailbox and addresses.contact_id <> coalesce(merged.surviving_id, emails.contact_id)
union
select 'email', claims.email, claims.contact_id, 'address_of_another_person'
from {{ ref('int_identity_claims') }} as claims
inner join {{ ref('int_known_addresses') }} as addresses on claims.email = addresses.email
where claims.contact_id <> addresses.contact_id
union
select identity_type, identity_value, contact_id, 'shared_by_several'
from {{ ref('int_identities') }}
where identity_type in ('user_id', 'anonymous_id') and match_method <> 'unmatched' and (valid_from > timestamp '1900-01-01' or valid_to < timestamp '2200-01-01')
union
select identity_type, identity_value, contact_id, match_method
from {{ ref('int_identities') }}
where match_method = 'shared_by_many'
union
select record_type || '_merge', merged_id, surviving_id, 'circle'
from {{ ref('int_merged_records') }}
where is_in_circle
union
select record_type || '_merge', merged_id, surviving_id, 'one_into_two'
from {{ ref('int_merged_records') }}
where match_method = 'merge_of_one_into_two'
union
select record_type || '_merge', merged_id, surviving_id, 'itself'
from {{ ref('int_source_merges') }}
where merged_id = surviving_id
union
select 'parent_account', surviving_id, parent_account_id, 'circle'
from {{ ref('int_account_keys') }}
where is_in_circle and parent_account_id is not null
union
select 'domain', domain, account_id, refusal
from {{ ref('int_account_domains') }}
where not is_chosen
union
select 'company_name', company_name_key, account_id, 'shared_name'
from {{ ref('int_account_names') }}
where not is_chosen
