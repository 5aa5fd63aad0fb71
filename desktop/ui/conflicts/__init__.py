"""Two answers to one question: which is right?"""
