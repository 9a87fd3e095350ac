"""Writers: a comparison as a page, as JSON, as CSV, on a terminal. They see only the nouns, the words and the resources."""
