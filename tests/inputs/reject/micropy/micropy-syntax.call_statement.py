def f(n):
    f(n)
