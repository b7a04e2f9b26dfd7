{#- How a table is kept that looks at one account at a time: where the engine can do it, the rows of accounts
    that changed are replaced. Its model reads what the rows are made from by of_changed_accounts(). -#}
{% macro by_account() -%}
    {{ return('by_account' if target.type == 'duckdb' else 'table') }}
{%- endmacro %}


{#- How a table is kept that says what rules learned: with `refit: on_full_refresh` it stays as it is until
    then, or until what it is computed by changes. -#}
{% macro fitted() -%}
    {{ return('fitted' if target.type == 'duckdb' else 'table') }}
{%- endmacro %}


{#- A relation that has the column account_id, narrowed to the accounts that changed by `versions`, a model's
    name: where the engine cannot do it, there is no such model. -#}
{% macro of_changed_accounts(relation, versions) -%}
    {{ return(adapter.dispatch('of_changed_accounts', 'whence')(relation, versions)) }}
{%- endmacro %}

{% macro default__of_changed_accounts(relation, versions) -%} {{ relation }} {%- endmacro %}

{% macro duckdb__of_changed_accounts(relation, versions) -%}
    {#- a unit test gives the rows themselves -#}
    {%- if model.resource_type == 'unit_test' -%} {{ relation }}
    {%- else -%} (select * from {{ relation }} {{ where_changed(ref(versions)) }})
    {%- endif -%}
{%- endmacro %}


{#- The condition, as a text that the materialization finds again, to put in the version that the table was
    last built for, or to leave it out. -#}
{% macro where_changed(versions, version=-1) -%}
    where coalesce(account_id, '') in (select account_key from {{ versions }} where version > {{ version }})
{%- endmacro %}
