namespace RnnLm.Notebooks.Tests.VanishingGradients;

public sealed class CostOfForgettingTests() : FunctionExerciseTests<Func<int[], double[], double[], int, int, double>>(Exercises.CostOfForgetting)
{
    protected override IReadOnlyList<Func<int[], double[], double[], int, int, double>> RightFunctions =>
    [
        (d, model, oracle, from, to) => d.Index().Where(x => x.Item >= from && x.Item <= to).Average(x => Math.Log(oracle[x.Index]) - Math.Log(model[x.Index])),
        (d, model, oracle, from, to) =>
        {
            var inside = Enumerable.Range(0, d.Length).Where(n => d[n] >= from && d[n] <= to).ToArray();
            return inside.Average(n => -Math.Log(model[n])) - inside.Average(n => -Math.Log(oracle[n]));
        },
    ];

    protected override IReadOnlyList<(string?, Func<int[], double[], double[], int, int, double>)> WrongFunctions =>
    [
        ("another base than e", (d, model, oracle, from, to) => Mean(d, from, to, n => Math.Log2(oracle[n] / model[n]))),
        ("divided by another number", (d, model, oracle, from, to) => Enumerable.Range(0, d.Length).Where(n => d[n] >= from && d[n] <= to).Sum(n => Math.Log(oracle[n] / model[n]))),
        ("the sign turned", (d, model, oracle, from, to) => Mean(d, from, to, n => Math.Log(model[n]) - Math.Log(oracle[n]))),
        ("logarithms not taken word by word", (d, model, oracle, from, to) => Mean(d, from, to, n => oracle[n] - model[n])),
        ("divided by another number", (d, model, oracle, from, to) => Enumerable.Range(0, d.Length).Average(n => d[n] >= from && d[n] <= to ? Math.Log(oracle[n] / model[n]) : 0)),
        ("words outside the range", (d, model, oracle, _, _) => model.Zip(oracle, (m, o) => Math.Log(o / m)).Average()),
        ("words of the range left out", (d, model, oracle, from, to) => Mean(d, from, to - 1, n => Math.Log(oracle[n] / model[n]))),
        ("words of the range left out", (d, model, oracle, from, to) => Mean(d, from + 1, to, n => Math.Log(oracle[n] / model[n]))),
        ("one loss alone", (d, model, _, from, to) => Mean(d, from, to, n => -Math.Log(model[n]))),
        ("one loss alone", (d, _, oracle, from, to) => Mean(d, from, to, n => -Math.Log(oracle[n]))),
        ("a factor too many or too few", (d, model, oracle, from, to) => Mean(d, from, to, n => Math.Log2(model[n] / oracle[n]))),
        ("no word below 0", (d, model, oracle, from, to) => Mean(d, from, to, n => Math.Abs(Math.Log(model[n] / oracle[n])))),
        ("no word below 0", (d, model, oracle, from, to) => Mean(d, from, to, n => Math.Max(0, Math.Log(oracle[n] / model[n])))),
        ("words outside the range", (d, model, oracle, from, to) => Mean(d, from, int.MaxValue, n => Math.Log(oracle[n] / model[n]))),
        ("logarithms not taken word by word", (d, model, oracle, from, to) => Math.Log(Mean(d, from, to, n => oracle[n] / model[n]))),
        ("words outside the range", (d, model, oracle, from, to) =>
        {
            var (sum, count) = (0.0, 0);
            for (var n = 0; n < d.Length; n++)
            {
                if (n < from || n > to) continue;
                sum += Math.Log(oracle[n] / model[n]);
                count++;
            }

            return sum / count; // 0/0 where the text is shorter than the distance
        }),
        ("words of the range left out", (d, model, oracle, from, to) =>
        {
            var (sum, count) = (0.0, 0);
            for (var n = 0; n < d.Length; n++)
            {
                if (d[n] < from || d[n] > to) continue;
                sum += Math.Log(oracle[n] / model[n]);
                count++;
                return sum / count; // too early
            }

            return 0;
        }),
        ("an exponential too many", (d, model, oracle, from, to) => Math.Exp(Mean(d, from, to, n => Math.Log(oracle[n] / model[n])))),
        (null, (d, model, oracle, from, to) => Mean(d, from, to, n => -Math.Log(oracle[n]) - Math.Log(model[n]))),
    ];

    private static double Mean(int[] d, int from, int to, Func<int, double> of) => Enumerable.Range(0, d.Length).Where(n => d[n] >= from && d[n] <= to).Average(of);
}
