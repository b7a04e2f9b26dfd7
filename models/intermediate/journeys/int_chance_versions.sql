{{ config(materialized='account_versions', enabled=target.type == 'duckdb') }}

-- What the credits of an account are made of: its journeys, and what was learned of their chances.
select account_key as account_id, hash(fingerprint) as row_hash
from {{ ref('int_account_versions') }}
union all
select journeys.account_id, {{ row_hash('chances') }}
from {{ ref('int_win_chances') }} as chances
inner join {{ ref('int_journeys') }} as journeys on chances.journey_id = journeys.journey_id
