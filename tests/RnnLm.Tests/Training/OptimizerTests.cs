using RnnLm.Models.Neural;
using RnnLm.Numerics;
using RnnLm.Training;
using Xunit;

namespace RnnLm.Tests.Training;

public class OptimizerTests
{
    // Two steps from θ = 1 with g = 2, then g = −1; the expected values are worked out by hand from the rules.
    [Fact]
    public void Each_rule_takes_the_steps_of_its_equations()
    {
        AssertNear([0.8, 0.9], Run(p => new Sgd<double>(p, 0.1)));
        AssertNear([0.8, 0.72], Run(p => new Momentum<double>(p, 0.1, 0.9)));                   // v = 2, then 0.8
        AssertNear([0.9, 0.9 + (0.1 / Math.Sqrt(5))], Run(p => new Adagrad<double>(p, 0.1)));   // s = 4, then 5
        // m̂ = 2, v̂ = 4; then m = 0.08, m̂ = 0.08/0.19, v = 0.004996, v̂ = 0.004996/0.001999
        AssertNear([0.9, 0.9 - (0.1 * (0.08 / 0.19) / Math.Sqrt(0.004996 / 0.001999))], Run(p => new Adam<double>(p, 0.1)));
    }

    [Fact]
    public void Rows_without_gradient_stay_with_Adagrad_and_move_on_with_Adam()
    {
        Assert.Equal(0.9, Run(p => new Adagrad<double>(p, 0.1), 0)[1], 1e-9);
        Assert.True(Run(p => new Adam<double>(p, 0.1), 0)[1] < 0.9 - 0.01);
    }

    // 50,000 values are several parts and no multiple of a vector's width; the scalar loops are the equations once more, element by element.
    [Fact]
    public void Long_parameters_take_the_same_steps_on_any_number_of_threads_as_element_by_element()
    {
        const int count = 50_001;
        var gradients = Enumerable.Range(0, 3).Select(step => Draw(count, (ulong)step)).ToArray();
        var (adam, adagrad, momentum) = (Draw(count, 9), Draw(count, 9), Draw(count, 9));
        var (m, v, s, velocity) = (new float[count], new float[count], new float[count], new float[count]);
        for (var step = 1; step <= 3; step++)
        {
            var rate = (float)(0.1 / (1 - Math.Pow(0.9, step)));
            var scale = (float)(1 / Math.Sqrt(1 - Math.Pow(0.999, step)));
            for (var i = 0; i < count; i++)
            {
                var g = gradients[step - 1][i];
                m[i] = (0.9f * m[i]) + ((float)(1 - 0.9) * g);
                v[i] = (0.999f * v[i]) + ((float)(1 - 0.999) * g * g);
                adam[i] -= rate * m[i] / ((MathF.Sqrt(v[i]) * scale) + 1e-8f);
                s[i] += g * g;
                adagrad[i] -= 0.1f * g / (MathF.Sqrt(s[i]) + 1e-10f);
                velocity[i] = (0.9f * velocity[i]) + g;
                momentum[i] -= 0.1f * velocity[i];
            }
        }

        foreach (var threads in new[] { 1, 2, 4 })
        {
            using var workers = new Workers(threads);
            Assert.Equal(adam, After(p => new Adam<float>(p, 0.1)));
            Assert.Equal(adagrad, After(p => new Adagrad<float>(p, 0.1)));
            Assert.Equal(momentum, After(p => new Momentum<float>(p, 0.1)));

            float[] After(Func<IReadOnlyList<Parameter<float>>, Optimizer<float>> create)
            {
                var parameter = new Parameter<float>("p", 1, count);
                Draw(count, 9).CopyTo(parameter.Value, 0);
                var optimizer = create([parameter]);
                foreach (var gradient in gradients)
                {
                    gradient.CopyTo(parameter.Gradient, 0);
                    optimizer.Step(workers);
                }

                return parameter.Value;
            }
        }
    }

    [Fact]
    public void A_factor_counts_as_if_the_gradients_had_been_multiplied_and_leaves_them_as_they_are()
    {
        const int count = 1003; // no multiple of a vector's width
        Func<IReadOnlyList<Parameter<float>>, Optimizer<float>>[] rules =
            [p => new Sgd<float>(p, 0.1), p => new Momentum<float>(p, 0.1), p => new Adagrad<float>(p, 0.1), p => new Adam<float>(p, 0.1)];
        foreach (var rule in rules)
        {
            var gradient = Draw(count, 1);
            var (expected, _) = After(rule, [.. gradient.Select(g => g * 0.3f)], factor: 1);
            var (values, left) = After(rule, gradient, factor: 0.3f);
            Assert.Equal(expected, values);
            Assert.Equal(gradient, left);
        }

        static (float[] Values, float[] Gradient) After(Func<IReadOnlyList<Parameter<float>>, Optimizer<float>> rule, float[] gradient, float factor)
        {
            var parameter = new Parameter<float>("p", 1, count);
            Draw(count, 9).CopyTo(parameter.Value, 0);
            gradient.CopyTo(parameter.Gradient, 0);
            var optimizer = rule([parameter]);
            for (var step = 0; step < 2; step++) optimizer.Step(factor: factor);
            return (parameter.Value, parameter.Gradient);
        }
    }

    [Fact]
    public void Clipping_by_the_global_norm_keeps_the_direction_and_by_element_turns_it()
    {
        var parameters = Parameters(3, 4);
        Assert.Equal(5, GradientClipping.ByGlobalNorm(parameters, 1), 1e-15);
        Assert.Equal([0.6, 0.8], parameters.Select(p => p.Gradient[0]).ToArray(), (a, b) => Math.Abs(a - b) < 1e-15);

        parameters = Parameters(3, 4);
        Assert.Equal(5, GradientClipping.ByGlobalNorm(parameters, 6), 1e-15);
        Assert.Equal([3.0, 4.0], parameters.Select(p => p.Gradient[0]));

        Assert.Equal(5, GradientClipping.ByElement(parameters, 3.5), 1e-15);
        Assert.Equal([3.0, 3.5], parameters.Select(p => p.Gradient[0]));
    }

    [Fact]
    public void Schedules_follow_their_rules()
    {
        double[] losses = [5, 4, 3.9999, 3, 3.5];
        Assert.Equal(1, LearningRateSchedule.Constant.Factor(3, 10, losses));
        Assert.Equal(0.25, new DecayOnPlateau(0.001).Factor(5, 10, losses)); // after the third and the fifth epoch
        Assert.Equal(1, new DecayAfter(4).Factor(3.9, 10, []));
        Assert.Equal(0.5, new DecayAfter(4).Factor(4, 10, []));
        Assert.Equal(0.125, new DecayAfter(4).Factor(6.5, 10, []));
        Assert.Equal(1, new CosineDecay().Factor(0, 10, []));
        Assert.Equal(0.505, new CosineDecay(0.01).Factor(5, 10, []), 1e-12);
        Assert.Equal(0.01, new CosineDecay(0.01).Factor(10, 10, []), 1e-12);
    }

    [Fact]
    public void Perplexity_is_said_in_four_ways()
    {
        Assert.Equal(8, Perplexity.FromBits(3));
        Assert.Equal(3, Perplexity.ToBits(8));
        Assert.Equal(8, Perplexity.FromNats(3 * Math.Log(2)), 1e-12);
        Assert.Equal(1.5, Perplexity.BitsPerCharacter(3 * Math.Log(2), 50, 100), 1e-12);
    }

    [Fact]
    public void Cross_entropy_has_two_equal_forms_and_the_gradient_ŷ_less_y()
    {
        double[] logits = [Math.Log(1), Math.Log(2), Math.Log(5)]; // ŷ = 1/8, 2/8, 5/8
        double[] predicted = [0.125, 0.25, 0.625];
        Assert.Equal(Math.Log(4), CrossEntropy.Of<double>([0, 1, 0], predicted), 1e-15);
        Assert.Equal(Math.Log(4), CrossEntropy.Of<double>(1, predicted), 1e-15);
        Assert.Equal(Math.Log(4), CrossEntropy.OfLogits<double>(1, logits), 1e-14);
        Assert.Equal(1000, CrossEntropy.OfLogits<double>(0, [0, 1000]), 1e-12);
        var gradient = new double[3];
        CrossEntropy.Gradient<double>(1, logits, gradient);
        Assert.Equal([0.125, -0.75, 0.625], gradient, (a, b) => Math.Abs(a - b) < 1e-15);
    }

    private static float[] Draw(int count, ulong seed)
    {
        var values = new float[count];
        new RandomGenerator(seed).FillUniform(values, 1);
        return values;
    }

    private static void AssertNear(double[] expected, double[] actual)
    {
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-7); // Adam's ε is 1e-8
    }

    private static double[] Run(Func<IReadOnlyList<Parameter<double>>, Optimizer<double>> create, double second = -1)
    {
        var parameters = new[] { new Parameter<double>("p", 1, 1) };
        parameters[0].Value[0] = 1;
        var optimizer = create(parameters);
        var values = new double[2];
        for (var step = 0; step < 2; step++)
        {
            parameters[0].Gradient[0] = step == 0 ? 2 : second;
            optimizer.Step();
            values[step] = parameters[0].Value[0];
        }

        return values;
    }

    private static Parameter<double>[] Parameters(params double[] gradients) =>
        [.. gradients.Select(g =>
        {
            var p = new Parameter<double>("p", 1, 1);
            p.Gradient[0] = g;
            return p;
        })];
}
