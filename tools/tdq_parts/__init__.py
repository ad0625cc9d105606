"""The sheets of the technical discovery questionnaire."""
