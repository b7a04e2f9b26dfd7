{{ config(enabled=is_connected('files')) }}

{{ rejected_rows('files') }}
