{#- What rules learned, on DuckDB: made anew by each build, or, with `refit: on_full_refresh`, kept until the
    SQL of this model or of one that it learns from, a seed or --full-refresh says otherwise. -#}
{% materialization fitted, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set existing = load_cached_relation(this) -%}
    {%- set key = fit_key(model, sql) -%}
    {%- set is_kept = var('refit') == 'on_full_refresh' and last_build(model.name).key == key
        and existing and existing.is_table and not should_full_refresh() -%}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- if is_kept -%}
    {%- call statement('main') -%} select 'kept' {%- endcall -%}
    {%- else -%}
    {%- do drop_relation_if_exists(existing) -%}
    {%- call statement('main') -%} {{ create_table_as(False, target_relation, sql) }} {%- endcall -%}
    {%- do remember_build(model, key) -%}
    {%- endif -%}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do persist_docs(target_relation, model) -%}
    {%- do adapter.commit() -%}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}


{#- A hash of how a fit is computed, and by what it was computed before; not of the deals. -#}
{% macro fit_key(model, sql) %}
    {%- set parts = [sql, model.columns | string] -%}
    {%- for parent in parents(model) -%}
        {%- if parent.config.materialized == 'fitted' -%} {%- do parts.append(last_build(parent.name).key | string) -%}
        {%- elif parent.resource_type == 'seed' -%} {%- do parts.append(run_query(content_hash(parent)).columns[0].values() | string) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(local_md5(parts | join('\n'))) }}
{% endmacro %}
