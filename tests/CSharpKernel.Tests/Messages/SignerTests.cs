using System.Text;
using CSharpKernel.Messages;
using Xunit;

namespace CSharpKernel.Tests.Messages;

public class SignerTests
{
    [Fact]
    public void Signs_as_RFC_4231_test_case_2_does()
    {
        Signer signer = new("Jefe");

        byte[] signature = signer.Sign("what do ya "u8.ToArray(), "want "u8.ToArray(), "for "u8.ToArray(), "nothing?"u8.ToArray());

        Assert.Equal("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", Encoding.ASCII.GetString(signature));
    }

    [Theory]
    [InlineData("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", true)]
    [InlineData("5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843", false)]
    [InlineData("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3844", false)]
    [InlineData("", false)]
    public void Accepts_only_its_own_signature(string signature, bool accepted) =>
        Assert.Equal(accepted, new Signer("Jefe").Verify(Encoding.ASCII.GetBytes(signature), "what do ya want for nothing?"u8.ToArray()));

    [Fact]
    public void An_empty_key_signs_nothing_and_accepts_everything()
    {
        Signer signer = new("");

        Assert.Empty(signer.Sign("x"u8.ToArray()));
        Assert.True(signer.Verify("whatever"u8, "x"u8.ToArray()));
    }

    [Fact]
    public void A_signature_is_seen_once_only()
    {
        SeenSignatures seen = new();

        Assert.True(seen.Add("a"u8));
        Assert.True(seen.Add("b"u8));
        Assert.False(seen.Add("a"u8));
    }
}
