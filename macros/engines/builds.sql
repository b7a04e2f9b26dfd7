{#- What the last build of each `by_account` table was made from: its key, and the version of the accounts
    that it has seen. Written in the transaction that changes the table, so that it is never ahead of it. -#}
{% macro built_models() %}
    {{ return(api.Relation.create(
        database=target.database, schema=generate_schema_name('intermediate', none) | trim, identifier='built_models')) }}
{% endmacro %}


{#- Runs before any model. -#}
{% macro create_built_models() -%}
    {%- if target.type == 'duckdb' -%}
    create schema if not exists {{ built_models().without_identifier() }};
    create table if not exists {{ built_models() }} (model string, key string, version bigint)
    {%- endif -%}
{%- endmacro %}


{% macro last_build(name) %}
    {%- set rows = run_query("select key, version from " ~ built_models() ~ " where model = '" ~ name ~ "'").rows -%}
    {{ return({'key': rows[0][0], 'version': rows[0][1]} if rows | length else {}) }}
{% endmacro %}


{#- Statements for the transaction that makes the table of this model; a company without accounts has no
    version yet. -#}
{% macro remember_build(key, versions=none) -%}
    delete from {{ built_models() }} where model = '{{ model.name }}';
    insert into {{ built_models() }}
    select '{{ model.name }}', '{{ key }}', {% if versions %}coalesce(max(version), -1) from {{ versions }}{% else %}null{% endif %}
{%- endmacro %}


{#- A hash of all that decides what a `by_account` table holds, but for the inputs of its accounts. -#}
{% macro build_key(model, sql) %}
    {%- set parts = [sql, model.columns | string] -%}
    {%- set hashes = ["version()"] -%}
    {%- for parent in whole_inputs(model, told_by(versions_of(model))) -%}
        {%- if parent.config.materialized == 'by_account' -%}
            {%- do parts.append(last_build(parent.name).key | string) -%}
        {%- elif parent.config.materialized == 'view' -%}
            {%- do hashes.append("(select max(hash(sql)) from duckdb_views() where schema_name = '" ~ parent.schema ~ "' and view_name = '" ~ parent.alias ~ "')") -%}
        {%- else -%}
            {%- do hashes.append('(' ~ content_hash(parent) ~ ')') -%}
        {%- endif -%}
    {%- endfor -%}
    {%- do parts.append(run_query("select concat_ws(' ', " ~ hashes | join(', ') ~ ")").columns[0].values() | string) -%}
    {{ return(local_md5(parts | join('\n'))) }}
{% endmacro %}


{#- A query for a number that stands for all rows of a table or seed, in any order. -#}
{% macro content_hash(node) -%}
    select sum(cast(hash(*columns(*)) as hugeint)) from {{ node.relation_name }}
{%- endmacro %}


{#- What a model reads, itself or through views, except `told`: the models that the accounts' versions tell of. -#}
{% macro whole_inputs(model, told) %}
    {%- set found = [] -%}
    {%- for parent in parents(model) if parent.unique_id not in told -%}
        {%- if parent.config.materialized != 'ephemeral' -%} {%- do found.append(parent) -%} {%- endif -%}
        {%- if parent.config.materialized in ['ephemeral', 'view'] -%} {%- do found.extend(whole_inputs(parent, told)) -%} {%- endif -%}
    {%- endfor -%}
    {{ return(found) }}
{% endmacro %}


{#- The versions of the accounts by which a model is narrowed. -#}
{% macro versions_of(model) %}
    {%- for parent in parents(model) -%}
        {%- if parent.config.materialized == 'account_versions' -%} {{ return(parent) }} {%- endif -%}
    {%- endfor -%}
    {%- for parent in parents(model) if parent.config.materialized == 'ephemeral' -%}
        {{ return(versions_of(parent)) }}
    {%- endfor -%}
{% endmacro %}


{#- The versions and the models that they are made from. -#}
{% macro told_by(versions) %}
    {%- set told = [versions.unique_id] -%}
    {%- for parent in parents(versions) -%}
        {%- do told.extend(told_by(parent) if parent.config.materialized == 'account_versions' else [parent.unique_id]) -%}
    {%- endfor -%}
    {{ return(told) }}
{% endmacro %}


{% macro parents(model) %}
    {%- set found = [] -%}
    {%- for name in model.depends_on.nodes if name in graph.nodes -%} {%- do found.append(graph.nodes[name]) -%} {%- endfor -%}
    {{ return(found) }}
{% endmacro %}
