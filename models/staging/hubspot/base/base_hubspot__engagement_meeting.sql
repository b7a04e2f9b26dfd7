{{ base_table('hubspot', 'engagement_meeting', [
    {
        'column': 'property_hs_meeting_outcome',
        'when': "upper(rows_read.property_hs_meeting_outcome) in ('CANCELED', 'CANCELLED', 'NO_SHOW', 'RESCHEDULED')",
        'reason': 'is not a touch: the meeting was not held',
    },
]) }}
