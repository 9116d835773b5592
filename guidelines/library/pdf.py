def make(edition_uuid, language):
    pass
