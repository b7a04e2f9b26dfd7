{#- Tables and views on DuckDB, whose DDL is transactional: a relation is made under its own name and
    readers see it at the commit. dbt's own way, which makes it aside, renames it and drops the one
    before, sends twice as many statements, which a company of any size waits for. -#}
{% materialization table, adapter='duckdb' %}
    {{ return(make_relation('table')) }}
{% endmaterialization %}


{% materialization view, adapter='duckdb' %}
    {{ return(make_relation('view')) }}
{% endmaterialization %}


{% macro make_relation(type) %}
    {%- set target_relation = this.incorporate(type=type) -%}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- do drop_relation_if_exists(load_cached_relation(this)) -%}
    {%- call statement('main') -%}
    {{ create_table_as(False, target_relation, sql) if type == 'table' else create_view_as(target_relation, sql) }}
    {%- endcall -%}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do persist_docs(target_relation, model) -%}
    {%- do adapter.commit() -%}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({'relations': [target_relation]}) }}
{% endmacro %}
