# HTTP::Tiny and JSON::PP, both part of Perl: a sorted table. DEFECT names a mistake; without one it keeps every rule.
use strict;
use warnings;
use HTTP::Tiny;
use JSON::PP;
use Time::HiRes 'sleep';
use Time::Local;
binmode STDOUT, ':utf8';

my $defect = $ENV{DEFECT} // '';
my $http = HTTP::Tiny->new(timeout => 6, default_headers => { 'mitp-api-key' => $ENV{MITP_API_KEY} });
my %months;
@months{qw(Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec)} = 0 .. 11;

sub seconds_of {
    my ($text) = @_;
    return 1.2 if !defined $text;
    return $text if $text =~ /^\d+$/;
    return 2 if $text !~ /(\d+) (\w+) (\d+) (\d+):(\d+):(\d+)/;
    my $seconds = timegm($6, $5, $4, $1, $months{$2}, $3) - time;
    return $seconds > 0 ? $seconds : 0;
}

sub get {
    my ($path) = @_;
    my $response;
    for my $attempt (0 .. 4) {
        $response = $http->get("$ENV{MITP_BASE_URL}$path");
        my $status = $response->{status};
        return decode_json($response->{content}) if $response->{success};
        if ($status == 429) { sleep($defect eq 'impatient' ? 0.3 : seconds_of($response->{headers}{'retry-after'})) }
        elsif ($status >= 500) { sleep($defect eq 'fast' ? 0.005 : 0.3 * 2**$attempt) }
        elsif ($defect eq 'insists') { sleep 0.2 }
        else { last }
    }
    return { items => [], totalCount => 0 } if $defect eq 'empty';
    die "gave up: $response->{status} $response->{reason}\n";
}

my ($page, @rows) = (1);
while (1) {
    my $body = get("/clients?pageSize=100&page=$page" . ($defect eq 'own-parameter' ? '&isActive=true' : ''));
    push @rows, @{ $body->{items} };
    last if @rows >= $body->{totalCount} or $defect eq 'first-page';
    $page++;
}
print "| id | name |\n| --- | --- |\n";
print "| $_->{id} | ", ($_->{name} // '-') =~ s/\s+/ /gr, " |\n"
    for sort { ($a->{name} // '') cmp ($b->{name} // '') or $a->{id} <=> $b->{id} } @rows;
