-- People as their sources describe them; one whom two sources describe under one id is here twice.
{{ shape_rows('contacts') }}
