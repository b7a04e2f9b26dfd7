-- Companies as their sources describe them; one that two sources describe under one id is here twice.
{{ shape_rows('accounts') }}
