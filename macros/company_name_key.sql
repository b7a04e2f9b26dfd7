{#- A company's name as accounts are matched by it: lower case, without points and commas, without the
    legal forms at its end (Acme, Inc. and ACME are one name); null for words that name no company. -#}
{% macro company_name_key(text) -%}
    {%- set forms = [
        'inc', 'incorporated', 'corp', 'corporation', 'co', 'company', 'llc', 'llp', 'lp', 'ltd', 'limited', 'plc', 'pty', 'pte',
        'gmbh', 'mbh', 'ag', 'kg', 'kgaa', 'ug', 'ohg', 'se', 'sa', 'sas', 'sarl', 'srl', 'sl', 'spa', 'bv', 'nv', 'ab', 'as', 'asa',
        'aps', 'oy', 'oyj', 'sro', 'doo', 'kft', 'ltda', 'kk', 'sp z oo',
    ] -%}
    {%- set nobody = [
        '', '-', 'n/a', 'na', 'none', 'null', 'unknown', 'not provided', '[not provided]', 'other', 'private', 'personal', 'individual',
        'self', 'self employed', 'self-employed', 'freelance', 'freelancer', 'student', 'test', 'company', 'home', 'retired',
    ] -%}
    {%- set words = namespace(text="replace(replace(lower(" ~ text ~ "), '.', ''), ',', ' ')") -%}
    {%- for round in range(3) -%}
        {%- set words.text = "replace(" ~ words.text ~ ", '  ', ' ')" -%}
    {%- endfor -%}
    {%- set name = "regexp_replace(trim(" ~ words.text ~ "), '(( [&+]| und| and)? (" ~ forms | join('|') ~ "))+$', '')" -%}
    case when {{ name }} not in ('{{ nobody | join("', '") }}') then {{ name }} end
{%- endmacro %}
