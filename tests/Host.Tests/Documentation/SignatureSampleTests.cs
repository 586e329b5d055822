using System.Text;
using Doorstep.Workflows.Outbox;
using Receiver;

namespace Doorstep.Host.Tests.Documentation;

public sealed class SignatureSampleTests
{
    private const string Secret = "a-secret-of-16-or-more";
    private static readonly DateTimeOffset Sent = new(2031, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"type":"ActAllowed"}""");
    private static readonly string Header = $"t={Sent.ToUnixTimeSeconds()},v1={WebhookChannel.Sign(Secret, Sent.ToUnixTimeSeconds(), Body)}";

    [Fact]
    public void A_receiver_that_follows_the_page_believes_our_signature() => DoorstepSignature.IsValid(Header, Body, Secret, Sent.AddSeconds(10)).ShouldBeTrue();

    [Fact]
    public void Another_body_another_secret_or_an_old_message_is_not_believed()
    {
        DoorstepSignature.IsValid(Header, [.. Body, 32], Secret, Sent).ShouldBeFalse();
        DoorstepSignature.IsValid(Header, Body, "another-secret-16-long", Sent).ShouldBeFalse();
        DoorstepSignature.IsValid(Header, Body, Secret, Sent.AddMinutes(6)).ShouldBeFalse();
        DoorstepSignature.IsValid("v1=00", Body, Secret, Sent).ShouldBeFalse();
        DoorstepSignature.IsValid("", Body, Secret, Sent).ShouldBeFalse();
    }
}
