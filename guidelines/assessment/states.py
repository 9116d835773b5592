from guidelines.assessment.enums import State

#: Which shape and colour a state has beside its word (components/state.html).
STATE_KINDS = {
    State.DRAFT: "off",
    State.IN_PROGRESS: "open",
    State.IN_REVIEW: "asked",
    State.SIGNED_OFF: "done",
    State.ARCHIVED: "off",
    State.DISCARDED: "off",
}
