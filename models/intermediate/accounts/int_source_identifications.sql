-- Every time a source said who a visitor or a user is, or for which company.
{{ shape_rows('identifications') }}
