{#- Incremental builds on DuckDB. What an account's journeys are made of has a fingerprint per account
    (models that are `account_versions`); the tables that only look at one account at a time (`by_account`)
    replace the rows of the accounts that changed since they were last built, and nothing else.

    A table is built anew as a whole when there is no telling: its SQL, a seed or another whole input, or
    a table of this kind that it reads is not what it was, or --full-refresh asks for it. -#}
{% materialization by_account, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set existing = load_cached_relation(this) -%}
    {%- set versions = versions_of(model).relation_name -%}
    {%- set key = build_key(model, sql) -%}
    {%- set built = last_build(model.name) -%}
    {%- set is_known = built.key == key and existing and existing.is_table and not should_full_refresh() -%}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- if is_known and are_few_changed(versions, built.version) -%}
    {%- call statement('main') -%} {{ replace_accounts(target_relation, sql, versions, built.version) }} {%- endcall -%}
    {%- else -%}
    {%- do drop_relation_if_exists(existing) -%}
    {%- call statement('main') -%}
    {{ create_table_as(False, target_relation, sql | replace(where_changed(versions), '')) }}
    {%- endcall -%}
    {%- endif -%}
    {%- do remember_build(model, key, versions) -%}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do persist_docs(target_relation, model) -%}
    {%- do adapter.commit() -%}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}


{#- Where most accounts changed, one pass over all is faster than taking out and putting in. -#}
{% macro are_few_changed(versions, version) %}
    {%- set counted = run_query('select count(*) filter (where version > ' ~ version ~ ') <= 0.3 * count(*) from ' ~ versions) -%}
    {{ return(counted.rows[0][0]) }}
{% endmacro %}


{#- The rows of the accounts that changed, computed anew, in the place of those that were there. -#}
{% macro replace_accounts(relation, sql, versions, version) -%}
    {%- set columns = adapter.get_columns_in_relation(relation) | map(attribute='quoted') | join(', ') -%}
    {%- set changed = where_changed(versions, version) -%}
    {%- set rows = relation.identifier ~ '__changed' -%}
    create or replace temporary table {{ rows }} as (
        {{ sql | replace(where_changed(versions), changed) }}
    );
    delete from {{ relation }} {{ changed }};
    insert into {{ relation }} ({{ columns }}) select {{ columns }} from {{ rows }};
    drop table {{ rows }}
{%- endmacro %}


{#- Every account with the sum of the hashes of its rows, and when that last changed: `version`, microseconds
    since 1970, later with each build. An account that is gone stays, without a fingerprint. -#}
{% materialization account_versions, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set existing = load_cached_relation(this) -%}
    {%- if not existing or not existing.is_table or should_full_refresh() -%}
    {%- do drop_relation_if_exists(existing) -%}
    {%- set existing = none -%}
    {%- endif -%}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- call statement('main') -%} {{ versions_of_accounts(target_relation, sql, existing) }} {%- endcall -%}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do adapter.commit() -%}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}


{% macro versions_of_accounts(relation, sql, existing) -%}
    create or replace table {{ relation }} as (
        with input_rows as (

            {{ sql }}

        ),

        now_and_before as (

            select
                coalesce(now.account_key, before.account_key) as account_key,
                now.fingerprint,
                before.version as version_before,
                before.account_key is not null and now.fingerprint is not distinct from before.fingerprint as is_same
            from (
                select coalesce(account_id, '') as account_key, sum(cast(row_hash as hugeint)) as fingerprint
                from input_rows
                group by coalesce(account_id, '')
            ) as now
            full outer join {{ existing or "(select '' as account_key, 0::hugeint as fingerprint, 0::bigint as version where false)" }} as before
                on now.account_key = before.account_key

        )

        select
            account_key,
            fingerprint,
            case
                when is_same then version_before
                else greatest(epoch_us(current_timestamp), 1 + coalesce((select max(version_before) from now_and_before), 0))
            end as version
        from now_and_before
    )
{%- endmacro %}
