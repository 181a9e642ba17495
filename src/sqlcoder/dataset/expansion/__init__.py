"""Questions written by hand -> further questions with other values, periods, directions and wordings."""
