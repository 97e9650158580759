/** Expressions by hand: good and bad ones of every rule of the types; Prometheus itself says which are which. */
const byHand = String.raw`
sum(x[5m])
rate(sum(x)[5m])
rate(sum(x)[5m:])
rate(sum(x)[5m:1m])
histogram_quantile(rate(x[5m]))
histogram_quantile(0.9, rate(x[5m]))
histogram_quantile("0.9", rate(x[5m]))
sum(rate(x[5m])) and "a"
sum(rate(x[5m])) + rate(y)
x{a=~"("}
x{a=~")("}
x{a=~"a(?=b)"}
x{a=~"(?!b)a"}
x{a=~"(?<=b)a"}
x{a=~"(?i)a"}
x{a=~"(?P<n>a)"}
x{a=~"a{1001}"}
x{a=~"a{1000}"}
x{a=~"[z-a]"}
x{a=~"[[:alpha:]]+"}
x{a=~"[[:alpah:]]+"}
x{a=~"\\1"}
x{a=~"\\pL+"}
x{a=~"\\p{Greek}"}
x{a=~"\\p{Nonsense}"}
x{a=~"a**"}
x{a=~"*"}
x{a=~"a++"}
x{a=~"^a$"}
x{a=~"\\d+"}
x{a=~"\\Z"}
x{a=~"\\z"}
x{a=~"[^"}
x{a!~"("}
x{a="("}
x{a=~""}
x{}
{}
{a=""}
{a!=""}
{a!="b"}
{a=~".*"}
{a=~".+"}
{a!~".+"}
{a!~".*"}
{a=~"a|"}
{a="b",c=~".*"}
{__name__="x"}
{__name__=~"x.*"}
{__name__=~".*"}
{__name__!="x"}
x{__name__="y"}
x{__name__="x"}
x{__name__=~"x"}
x{__name__!="y"}
{"http.errors"}
{"http.errors", "service.name"="x"}
{"http.errors", "other"}
{"http.errors", __name__="other"}
{"x"}
x{"y"}
{"service.name"="x"}
{"service.name"=~".*"}
{"service.name"=~"("}
{""="x"}
{""}
sum by ("k8s.pod") (x)
sum without ("k8s.pod", a) (x)
sum by (a b) (x)
sum by (1a) (x)
sum by (a,) (x)
sum by () (x)
sum by (by) (x)
sum by (a.b) (x)
x{a.b="c"}
x{"\d"="c"}
x{a="\d"}
x{a='\''}
x{a="\'"}
x{a='\"'}
x{a="\x41\101\u0041\U00000041"}
x{a="\x4"}
x{a="\400"}
x{a="\ud800"}
x{a="\U00110000"}
x{a="\q"}
x{a="\a\b\f\n\r\t\v\\"}
x{a="\/"}
x[5m]
x[5m][5m]
x[5m:][5m]
x[0m]
x[0s]
x[5m:0s]
x[5m:0]
x[5m:1m]
x[60]
x[0]
x[1.5]
x[1.5m]
x[-5m]
x[1m1h]
x[1h1m]
x[1h1h]
x[1h30]
x[1d2h3m4s5ms]
x[1y1w]
x[5]
x[5M]
x[5m + 1m]
x[5m ]
x[ 5m]
x[300y]
x[step()]
"a"[5m]
1[5m]
x offset 5m
x offset -5m
x offset 0s
x offset 0
x offset 60
x offset 1.5
x offset 5m offset 5m
x[5m] offset 5m
x offset 5m[5m]
(x offset 5m)[5m:]
sum(x) offset 5m
(x) offset 5m
1 offset 5m
rate(x[5m] offset 1h)
rate(x[5m]) offset 1h
x[5m:] offset 1h
x offset
x @ 1609746000
x @ 1609746000.123
x @ -1
x @ end()
x @ start()
x @ now()
x @ end() @ end()
x @ end() offset 5m
x offset 5m @ end()
x offset 5m @ end() offset 5m
x @ 1 offset 5m @ 1
x[5m] @ end()
x @ end()[5m]
x @ Inf
x @ NaN
x @ 5m
sum(x) @ end()
(x) @ end()
rate(x[5m] @ end())
rate(x[5m:1m] @ 100)
1
-1
+1
--1
-x
-x[5m]
-"a"
+sum(x)
"a"
'a'
"a" + 1
"a" + "b"
1 + 1
1 + x
x + 1
x[5m] + 1
1 + x[5m]
x + y[5m]
1 == 1
1 == bool 1
x == 1
x == bool 1
x == bool y
x + bool y
x and bool y
1 > 2
1 > bool 2
1 and 1
x and 1
1 or x
x or y
x unless y
x unless 1
vector(1) or x
x atan2 y
1 atan2 2
x % 2 ^ 3
x ^ y ^ z
x / on (a) y
x / on () y
x / on (a) 1
x / on () 1
x / ignoring (a) 1
x / ignoring () y
x / on (a) group_left y
x / on (a) group_left (b) y
x / on (a) group_left (a) y
x / on (a, b) group_right (b) y
x / ignoring (a) group_left (a) y
x / group_left y
x / on a y
x and on (a) y
x and on (a) group_left y
x or ignoring (a) group_right (b) y
x unless on (a) y
x > on (a) bool y
x > bool on (a) y
x > bool on (a) group_left (c) y
x > bool on (a) 1
x / on ("k8s.pod") y
x / on (a) group_left ("k8s.pod") y
x / fill(0) y
x / on (a) group_left (b) 1
1 / on () group_left () x
x =! y
x = y
x =~ y
x & y
x AND y
x OR y
SUM(x)
Sum BY (a) (x)
sum(x) BY (a)
RATE(x[5m])
x OFFSET 5m
x > BOOL 1
x / ON (a) GROUP_LEFT y
sum(x, y)
sum()
sum x
sum(1)
sum("a")
sum(x) by (a)
sum by (a) (x) by (a)
sum by (a) without (b) (x)
sum(x,)
avg(x) + max(y)
min(x) / stddev(y) * stdvar(z)
group(x)
count(x) - count(y)
topk(3, x)
topk(x)
topk(x, 3)
topk(3, x[5m])
topk("3", x)
topk(scalar(y), x)
topk(y, x)
bottomk(1, x, y)
quantile(0.9, x)
quantile(x)
quantile by (a) (0.9, x)
count_values("a", x)
count_values(a, x)
count_values(1, x)
count_values("a.b", x)
count_values("", x)
limitk(3, x)
limit_ratio(0.5, x)
time()
time(1)
pi()
pi
time
vector(time())
vector(x)
vector("a")
vector(1, 2)
vector()
scalar(x)
scalar(1)
scalar(x) + scalar(y)
scalar(x) > scalar(y)
hour()
hour(x)
hour(x, y)
hour(1)
hour(vector(time()))
round(x)
round(x, 5)
round(x, y)
round(x, 5, 6)
round()
clamp(x, 0, 1)
clamp(x, 0)
clamp_max(x, 1)
clamp_max(1, x)
clamp_min(x)
label_replace(x, "a", "$1", "b", "(.*)")
label_replace(x, "a", "$1", "b")
label_replace(x, "a", "$1", "b", 1)
label_replace(x[5m], "a", "$1", "b", "c")
label_join(x, "a", ",")
label_join(x, "a", ",", "b")
label_join(x, "a", ",", "b", "c", "d")
label_join(x, "a")
label_join(x, "a", ",", 1)
label_join(x, "a", ",", "b", 1)
predict_linear(x[5m], 60)
predict_linear(x, 60)
predict_linear(x[5m])
quantile_over_time(0.9, x[5m])
quantile_over_time(x[5m], 0.9)
histogram_fraction(0, 1, x)
histogram_fraction(0, x)
histogram_count(rate(x[5m]))
histogram_sum(x[5m])
histogram_avg(rate(x[5m]))
histogram_stddev(x)
histogram_stdvar(x, y)
absent(x)
absent(x[5m])
absent_over_time(x[5m])
absent_over_time(x)
absent_over_time(sum(x)[5m:])
last_over_time(x[5m])
present_over_time(x[5m])
holt_winters(x[5m], 0.5, 0.5)
double_exponential_smoothing(x[5m], 0.5, 0.5)
mad_over_time(x[5m])
first_over_time(x[5m])
ts_of_max_over_time(x[5m])
sort_by_label(x, "a")
info(x)
info(x, {a="b"})
rate(x)
rate(5m)
rate(x[5m], 1)
rate()
rate(x[5m],)
rate(rate(x[5m]))
rate(rate(x[5m])[5m:])
irate(x[5m]) + idelta(y[5m])
increase(x[1h]) / delta(y[1h])
deriv(x[5m]) - resets(y[5m]) - changes(z[5m])
timestamp(x)
timestamp(x[5m])
exp(x) + ln(x) + log2(x) + log10(x) + sqrt(x) + sgn(x) + abs(x)
sort(x)
sort_desc(x, y)
unknown(x)
x(y)
sum_over_time(1[5m:])
sum_over_time(time()[5m:])
sum_over_time(vector(1)[5m:])
sum_over_time("a"[5m:])
sum_over_time((x)[5m:])
sum_over_time((x)[5m])
sum_over_time((x[5m])[5m:])
sum_over_time((x[5m]))
(x[5m])
((x))
()
(x
x)
x{a="b"
x{a="b",}
x{,}
x{a="b" c="d"}
x{a=b}
x{a==“b”}
x # a comment
# only a comment
x y
x,y
1e3
1E-3
.5
5.
0x1F
0x
017
1_000
Inf
inf
+Inf
-inf
NaN
nan
Infinity
5m
1h30m
5m * x
x > 5m
on
by
sum
rate
offset
bool
x:y:z
:x
x-y
x.y
x y:z
job:err:rate5m
__x__
ünder
x{ü="a"}
x{a="ü"}
x smoothed
rate(x[5m] anchored)
`
  .trim()
  .split('\n');

const values = ['x', 'x[5m]', '1', '"a"'];
const functions = 'abs rate hour scalar vector absent absent_over_time timestamp round label_join'.split(' ');
const aggregations = 'sum count topk quantile count_values'.split(' ');
const operators = '+ ^ > == and unless'.split(' ');

/** Every operator between every two types; functions and aggregations with every one and two of them. */
const combined = [
  ...values.flatMap((one) => values.flatMap((other) => operators.map((sign) => `${one} ${sign} ${other}`))),
  ...functions.flatMap((name) => values.map((value) => `${name}(${value})`)),
  ...aggregations.flatMap((name) =>
    values.flatMap((one) => ['x', '"a"'].map((other) => `${name}(${one}, ${other})`)),
  ),
];

/** A few hundred expressions, good and bad. */
export const expressions: readonly string[] = [...new Set([...byHand, ...combined])];
