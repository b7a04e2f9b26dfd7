{#- Tables and views on DuckDB, whose DDL is transactional: a relation is made under its own name and
    readers see it at the commit. dbt's own way, which makes it aside, renames it and drops the one
    before, sends twice as many statements, which a company of any size waits for. -#}
{% materialization table, adapter='duckdb' %}
    {%- call(relation) make_relation('table') -%} {{ made_anew(relation, sql) }} {%- endcall -%}
    {{ return({'relations': [this]}) }}
{% endmaterialization %}


{% materialization view, adapter='duckdb' %}
    {%- call(relation) make_relation('view') -%} {{ made_anew(relation, sql) }} {%- endcall -%}
    {{ return({'relations': [this]}) }}
{% endmaterialization %}


{#- Runs what the caller writes for the relation, and what dbt promises around it, in one transaction. -#}
{% macro make_relation(type) %}
    {%- set relation = this.incorporate(type=type) -%}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- set statements = caller(relation) -%}
    {%- call statement('main') -%} {{ statements }} {%- endcall -%}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do persist_docs(relation, model) -%}
    {%- do adapter.commit() -%}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
{% endmacro %}


{#- Drops what has the name of the relation, and writes the statement that makes it. -#}
{% macro made_anew(relation, sql) -%}
    {%- do drop_relation_if_exists(load_cached_relation(this)) -%}
    {{ create_table_as(False, relation, sql) if relation.is_table else create_view_as(relation, sql) }}
{%- endmacro %}


{#- The table of the build before, if this one may go on from it. -#}
{% macro kept_table() %}
    {%- set existing = load_cached_relation(this) -%}
    {{ return(existing if existing and existing.is_table and not should_full_refresh() else none) }}
{% endmacro %}
