"""What the rules' examples name as a Python body."""


def score(inputs, context):
    """Scores nothing: the compiler only reads the file's bytes."""
    return inputs
