-- Cancelling a draw is a record of the centre like its other steps.

ALTER TABLE draw ADD COLUMN cancelled_as TEXT; -- as announced_as; NULL also where it was cancelled before this was so
