namespace Doorstep.Host.Tests.Cluster;

/// <summary>What stands in front of a cluster: the next request goes to the next machine, whoever asked what before.</summary>
internal sealed class RoundRobin(IReadOnlyList<Uri> machines) : DelegatingHandler(new SocketsHttpHandler())
{
    private int _next;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var machine = machines[(Interlocked.Increment(ref _next) & int.MaxValue) % machines.Count];
        request.RequestUri = new Uri(machine, request.RequestUri!.PathAndQuery);
        return base.SendAsync(request, cancellationToken);
    }
}
