"""Where releases go: one module a kind of target, one plan and one way of working for all of them."""
