"""Interviews: arranged between an awarder and an applicant, held in the browser, ended by who may."""
