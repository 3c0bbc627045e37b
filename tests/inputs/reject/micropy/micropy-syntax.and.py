def f(n):
    return n and 1
