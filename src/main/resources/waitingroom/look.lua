-- Where the number stands (W3).
return place(ARGV[6])
