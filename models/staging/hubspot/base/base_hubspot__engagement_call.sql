{{ base_table('hubspot', 'engagement_call', [
    {
        'column': 'property_hs_call_status',
        'when': "upper(rows_read.property_hs_call_status) in ('NO_ANSWER', 'BUSY', 'MISSED')",
        'reason': 'is not a touch: the call reached nobody',
    },
    {
        'column': 'property_hs_call_status',
        'when': "upper(rows_read.property_hs_call_status) in "
            "('CANCELED', 'FAILED', 'QUEUED', 'CONNECTING', 'RINGING', 'CALLING_CRM_USER')",
        'reason': 'is not a touch: the call did not come about',
    },
    {
        'column': 'property_hs_call_disposition',
        'when': "lower(rows_read.property_hs_call_disposition) in ("
            "'no answer', '73a0d17f-1163-4015-bdd5-ec830791da20', 'busy', '9d9162e7-6cf3-4944-bf63-4dff82258764', "
            "'wrong number', '17b47fee-58de-441e-a44c-c6300d46f273')",
        'reason': 'is not a touch: the call reached nobody',
    },
]) }}
{#- The outcomes that a call can have from the start have the same ids in every portal. -#}
