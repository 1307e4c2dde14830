// Imported before all else, since formatters of dates take the time zone of the moment they are made.
// Cloud servers keep UTC; the people of a municipality do not.
process.env.TZ ??= 'Europe/Amsterdam'
