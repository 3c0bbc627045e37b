def f(n):
