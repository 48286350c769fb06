# 인터페이스의 한국어 문구. 쿠버네티스가 하는 말(단계, 이유, 메시지)은 번역하지 않으므로 여기에 없다.
# 변수에는 조사를 바로 붙이지 않는다.

skip = 본문으로 건너뛰기
nav-main = 주 메뉴
nav-learn = 배우기
nav-playground = 놀이터
theme-system = 테마: 시스템 설정대로
theme-dark = 테마: 어둡게
theme-light = 테마: 밝게
foot-local = 이 서버에서만 돌아가고, 밖으로 아무것도 보내지 않아요.

## 첫 화면

home-title = 쿠버네티스 네트워크와 볼륨 배우기
home-headline = YAML을 쓰면, 클러스터가 무엇을 왜 하는지 보여요.
home-lead = Drydock은 쿠버네티스 네트워크와 볼륨을 배우는 곳이에요. API 서버의 말 그대로 답하고, 뒤따라 생기는 레코드와 엔드포인트와 바인딩을 보여 주며, 클러스터가 침묵하는 곳에서는 대신 말해 줘요.
home-start = 배우기 시작
home-continue = 이어서 배우기
home-playground = 놀이터 열기
home-next = 다음: { $title }, { $minutes }분
home-example = 예시
home-about = 소개
home-answers = 무엇이 답하나요
home-answers-text = 이 페이지 뒤에서 클러스터가 돌고 있지는 않아요. 답은 계산한 것이고, 쿠버네티스 1.37.2와 CoreDNS 1.15.0의 기록과 견주어 확인해요.
home-leaves-out = 다루지 않는 것
home-leaves-out-text = 컨테이너는 실행되지 않고 패킷도 흐르지 않아요. 속도나 부하는 여기서 잴 수 없어요.
home-programs = 프로그램에서 쓰기
home-programs-text = 이 페이지가 하는 말은 모두 `POST /api/v1/simulations`의 답이기도 해요. 같은 입력이면 어느 기계에서나 같은 바이트가 나와요.
example-side = 클러스터가 하는 말, 하지 않는 말
example-mark = 아무것도 선택하지 않음
example-sketch = 서비스 web은 app=Web을 선택해요. 파드 web-1과 web-2에는 app=web이 있어요. 아깝게 빗나가서 선택된 파드가 없어요.
example-none = 엔드포인트 0개
example-note = `app=Web`에 맞는 파드가 없어요. 가장 가까운 레이블은 web-1과 web-2의 `app=web`이에요. 레이블은 한 글자씩 비교하므로, 둘 중 하나가 바뀌기 전에는 web에 답하는 곳이 없어요.
example-try = 직접 해 보기

## 트랙과 레슨

tracks = 트랙
tracks-count = 3~8분짜리 레슨 { $lessons }개.{ $done ->
    [0] {""}
   *[other] {" "}{ $done }개를 마쳤어요.
}
track-done = 완료
track-some = { $all }개 중 { $done }개
track-lessons = 레슨 { $n }개
lessons-headline = 레슨
lessons-lead = 레슨마다 새로운 생각 하나와 고칠 곳 하나가 있어요. 순서는 권하는 것일 뿐이니 아무거나 골라도 돼요.
lesson-done = 완료
minutes = { $n }분
form-see = 읽기
form-predict = 예측하기
form-fix = 고치기
form-complete = 채우기
form-build = 만들기
form-debug = 원인 찾기
form-exam = 시험

## 레슨

lesson-previous = 이전 레슨: { $title }
lesson-next = 다음 레슨: { $title }
lesson-dots = 이 트랙의 레슨
lesson-of = 레슨 { $n }/{ $all }
lesson-here = 지금 레슨
here = 현재 위치
pane-task = 과제
divider-task-edit = 과제 | 편집
goals = 목표
goals-met = { $all }개 중 { $met }개 달성
goal-met = 달성:
goal-open = 아직:
goal-failed = 달성하지 못함:
goal-pin = 끝까지 유지
goals-hidden = 보이지 않는 목표 { $n }개도 함께 확인해요.
hint-button = 힌트 { $n }/{ $all }
hint-title = 힌트 { $n }/{ $all }
hints-all = 힌트를 모두 보았어요
solution-button = 풀이 보기
solution-ask = 풀이를 볼까요?
solution-ask-text = 베끼는 것보다 견주어 보는 것이 더 많이 남아요. 쓰던 텍스트는 그대로 두고 풀이를 옆에 보여 드려요.
solution-show = 내 것 옆에 보기
solution-later = 나중에
solution-title = 내 것과 풀이
yours = 내 것
ours = 풀이
task-again = 과제 다시 읽기
start-over = 처음부터
success-title = 방금 증명한 것
success-next = 다음: { $title }
success-all = 레슨 목록
success-lines = { $n }줄 바꿈
success-no-hints = 힌트 없이
success-hints = 힌트 { $n }개

## 작업대

panes = 화면
pane-edit = 편집
pane-cluster = 클러스터
divider-edit-cluster = 편집 | 클러스터
files = 파일
given-file = cluster.yaml, 읽기 전용
read-only = 읽기 전용
editor = 매니페스트
keys = 글쇠
key-indent = 공백 두 칸
key-dash = 붙임표
key-colon = 쌍점
key-quote = 큰따옴표
key-comment = 주석
key-undo = 되돌리기
apply = 적용
fix = 고치기
fix-places = { $n }곳
line = { $n }번째 줄
status-empty = 편집기가 비어 있어요
status-nothing = 보낼 것이 없음: 텍스트에 오브젝트가 없어요
status-preview = 미리 보기: 받아들여짐
status-preview-look = 미리 보기: 받아들여짐, 살펴볼 것이 있음
status-preview-refused = 미리 보기: 거부됨
status-solved = 모든 목표를 달성했어요
status-done = 클러스터에 있음
status-look = 클러스터에 있음, 살펴볼 것이 있음
status-refused = 거부됨
status-step = { $n }단계
status-busy = 서버가 바빠서 다시 시도하고 있어요
status-offline = 서버가 답하지 않아 마지막 결과를 그대로 둬요
refused-count = 거부 { $n }건
share = 공유
share-copied = 링크를 복사했어요
share-long = 복사했어요. 링크가 길어요
share-address = 주소창에 링크가 있어요
share-unreadable = 링크를 읽을 수 없어요

## 판정

verdicts = 서버가 하는 말
refused = 거부됨
said = 서버가 한 말 그대로
said-server = 서버가 한 말 그대로
said-kubectl = kubectl이 한 말 그대로
said-events = 이벤트에 적힌 말 그대로
stopped-at = 서버에 닿기 전, { $station } 단계에서 멈춤.
answered-at = { $answer }, { $station } 단계.
stations = 문서가 지나는 길
station-yaml = YAML
station-kind = 종류
station-fields = 필드
station-rules = 규칙
station-admission = 어드미션
station-controllers = 컨트롤러
refused-yaml = 이 텍스트는 YAML로 읽을 수 없어요
refused-yaml-lead = kubectl은 보내기 전에 텍스트부터 읽어요. 이 자리 뒤의 문서는 보지 않았어요.
refused-kind = 클러스터가 아는 오브젝트가 아니에요
refused-kind-lead = `apiVersion`과 `kind`가 함께 무엇인지를 말하고, `metadata.name`이 그중 어느 것인지를 말해요. 아무것도 만들어지지 않았어요.
refused-metadata = 메타데이터에 타입이 다른 값이 있어요
refused-metadata-lead = kubectl은 보내기 전에 메타데이터부터 읽어요. 어떤 타입이 왔고 어떤 타입이 와야 하는지는 kubectl의 말에 있어요. 숫자나 불리언처럼 보이는 텍스트는 따옴표로 감싸 주세요. 아무것도 만들어지지 않았어요.
refused-fields = { $kind ->
    [none] {""}
   *[other] { $kind }{" "}
}필드 { $causes }개가 맞지 않아요
refused-fields-lead = 서버는 엄격하게 해석해요. 모르는 필드가 하나만 있거나 값의 타입이 하나만 달라도 문서 전체를 거부해요. 아무것도 만들어지지 않았어요.
unknown-field = 이 자리에 `{ $name }` 필드는 없어요
unknown-field-near = 가장 가까운 필드: `{ $near }`.
refused-rules = { $kind ->
    [none] {""}
   *[other] { $kind }{" "}
}규칙 { $causes }개가 지켜지지 않았어요
refused-rules-lead = 필드의 모양은 모두 맞지만 서버가 허용하는 값이 아니에요. 클러스터는 그대로예요.
refused-admission = 어드미션이 { $kind ->
    [none] 오브젝트
   *[other] { $kind }
} 요청을 돌려보냈어요
refused-admission-lead = 오브젝트는 제대로 쓰였지만 클러스터의 정책이 들이지 않았어요. 클러스터는 그대로예요.

## 클러스터가 하지 않는 말

silent-no-pod = `{ $name }` 서비스에 답하는 곳이 없어요: { $namespace } 네임스페이스에 `{ $selector }` 레이블의 파드가 없어요
silent-no-pod-lead = 서버는 어떤 셀렉터든 받아들여요. 레이블이 정확히 이대로인 파드만 엔드포인트가 돼요.
silent-nearest = 가장 가까운 것은 { $pod } 파드의 `{ $label }` 레이블이에요. 레이블은 한 글자씩 비교해요.
silent-no-selector = `{ $name }` 서비스에 답하는 곳이 없어요: 셀렉터가 없어요
silent-no-selector-lead = `selector`가 없는 서비스에는 엔드포인트가 저절로 생기지 않아요. 어느 파드로 보낼지 적어 주세요.
silent-no-address = `{ $name }` 서비스에 답하는 곳이 없어요: 선택된 파드 { $pods }개에 아직 주소가 없어요
silent-no-address-lead = 파드는 노드와 주소가 정해져야 엔드포인트가 돼요.
silent-none-ready = `{ $name }` 서비스에 답하는 곳이 없어요: 엔드포인트 { $total }개 중 준비된 것이 없어요
silent-none-ready-lead = 파드는 준비된 동안에만 트래픽을 받아요.
silent-claim-waits = `{ $name }` 클레임은 첫 사용자를 기다려요
silent-claim-waits-lead = 정상이에요. 이 클래스는 파드가 클레임을 쓸 때 바인딩해요.
silent-claim-stuck = `{ $name }` 클레임이 기다리고 있어요: 맞는 볼륨이 없고 만들어 주는 곳도 없어요
silent-claim-stuck-lead = 클래스, 접근 모드, 크기를 볼륨과 견주어 보고 이벤트를 살펴보세요.
silent-pod-pending = `{ $name }` 파드가 갈 노드가 아직 없어요

## 보기

views = 클러스터 보기
view-region = 고른 보기
view-overview = 한눈에
view-names = 이름
view-storage = 스토리지
view-objects = 오브젝트
view-events = 이벤트
view-steps = 단계
to-look-at = 살펴볼 것
overview-bare = 클러스터가 원래 가진 것 말고는 아직 아무것도 없어요.
endpoints-of = { $name } 엔드포인트
endpoint = 엔드포인트
address = 주소
port = 포트
state = 상태
node = 노드
endpoint-ready = 준비됨
endpoint-not-ready = 준비 안 됨
endpoint-terminating = 종료 중, 아직 응답함
endpoint-terminating-silent = 종료 중
pod-terminating = 종료 중
claims-and-volumes = 클레임과 볼륨
object = 오브젝트
size = 크기
bound-to = 바인딩
pods = 파드
pod = 파드
labels = 레이블
name = 이름
type = 타입
answer = 답
owner = 주인
ask-title = 파드가 되어 묻기
ask = 묻기
ask-no-pods = 물어볼 파드가 아직 없어요.
ask-absolute = 이름이 점으로 끝나서 적힌 그대로 물어요.
ask-no-search = 이 파드에는 검색 목록이 없어서 적힌 그대로 물어요.
ask-search-first = 점이 { $dots }개로 `ndots:{ $ndots }`보다 적어서 검색 목록부터 붙여 물어요.
ask-as-is-first = 점이 { $dots }개로 `ndots:{ $ndots }`보다 적지 않아서 적힌 그대로 먼저 물어요.
not-asked = 묻지 않음
reading-outside = 적힌 그대로예요. 이 질문은 클러스터 밖으로 나가요.
reading-service = { $namespace } 네임스페이스의 { $service } 서비스로 읽어요.
reading-port = { $namespace } 네임스페이스, { $service } 서비스의 { $port } 포트로 읽어요.
reading-endpoint = { $namespace } 네임스페이스, { $service } 서비스의 { $endpoint } 엔드포인트로 읽어요.
reading-namespace = { $namespace } 네임스페이스로 읽어요.
reading-pod = 파드의 주소로 읽어요.
reading-neither = svc도 pod도 아니에요.
made-of = 바탕
why-outside = 바깥 서버가 모르는 이름이에요.
why-no-such-form = 클러스터에 있는 이름 꼴이 아니에요.
why-no-namespace = 그런 네임스페이스가 없어요.
why-no-service = 그런 서비스가 없어요.
why-no-port = 그 이름과 프로토콜의 포트가 서비스에 없어요.
why-no-ready-endpoint = 준비된 엔드포인트가 없어요.
why-no-endpoint = 그 이름의 준비된 엔드포인트가 없어요.
why-below-external-name = ExternalName에는 자기 이름 하나만 있어요.
why-external-name-is-address = 주소를 적은 ExternalName에는 레코드가 없어요.
why-dead-end = ExternalName이 가리키는 곳에 그런 레코드가 없어요.
why-no-address = 그 자리의 말은 주소가 아니에요.
why-other-records = 이름은 있지만 다른 타입이거나 그 아래에만 레코드가 있어요.
document = 문서 { $n }
mounted-by = 마운트한 파드: { $pods }
records = 레코드
records-bare = 아직 레코드가 없어요. 이름은 서비스에서 생겨요.
storage-bare = 아직 클레임도 볼륨도 없어요.
claims = 클레임
claim = 클레임
asks-for = 요청
volume = 볼륨
volumes = 볼륨
claim-healthy = 정상
claim-stuck = 막힘
capacity-asked = { $capacity }, 클레임의 요청은 { $requested }
objects-bare = 오브젝트가 없어요.
events-bare = 아직 이벤트가 없어요.
reason = 이유
message = 메시지
steps-note = 클러스터에 한 일을 차례대로
steps-bare = 아직 아무것도 하지 않았어요.
step-preview = 미리 보기
undo = 되돌리기
changes = 컨트롤러가 바꾼 것 { $n }개
acts = 다른 일 하기
act-delete = 오브젝트 지우기
delete = 지우기
act-ready = 파드의 준비 상태
ready = 준비됨
unready = 준비 안 됨
act-node = 노드
silence = 침묵함
report = 다시 보고함
restart = 빈 클러스터로 처음부터

## 트래픽

view-traffic = 트래픽
matrix = 누가 어디에 닿나요
matrix-from = 출발
matrix-bare = 아직 닿을 곳이 없어요. 서비스도, 포트를 연 파드도 없어요.
matrix-hint = 칸을 고르면 지나는 길과 무엇이 결정했는지 보여요.
matrix-pods = 파드 { $all }개 중 { $from }–{ $until }
matrix-ports = 포트 { $all }개 중 { $from }–{ $until }
matrix-no-pods = 파드 { $all }개 중 없음
matrix-no-ports = 포트 { $all }개 중 없음
matrix-earlier-pods = 앞의 파드
matrix-later-pods = 뒤의 파드
matrix-earlier-ports = 앞의 포트
matrix-later-ports = 뒤의 포트
matrix-shown = 보이는 것:
matrix-keep-pods = 이 글자가 든 파드만
matrix-keep-ports = 이 글자가 든 대상만
matrix-keep = 거르기
matrix-keep-example = 네임스페이스/ 또는 이름
matrix-none = 이름에 “{ $text }” 글자가 든 서비스 포트나 파드 포트가 없어요.
matrix-unanswered = `{ $name }` 서비스에는 아무도 닿지 못해요. 그 칸을 골라 길이 어디서 끝나는지 보세요.
matrix-partly = `{ $name }` 서비스는 일부 연결에만 답해요. kube-proxy는 엔드포인트 하나를 무작위로 고르고 다른 것을 다시 시도하지 않는데, 답하지 않는 엔드포인트가 섞여 있어요.
outside = 바깥
cell-label = { $from }에서 { $to } 포트 { $port }까지
reach-connected = 연결됨
reach-partly = 일부만 연결
reach-refused = 거절됨
reach-timeout = 시간 초과
reach-no-such-host = 이름 없음
reach-http-404 = HTTP 404
reach-http-503 = HTTP 503
reach-no-source = 보낼 곳 없음
connect-title = 연결 물어보기
connect-from = 출발
connect-to = 도착
connect-forms = `service/default/web`, 파드는 `default/web-1`, `node/node-a`, `ingress/shop.example/cart`, 또는 이름이나 주소.
connect-partly = 엔드포인트 { $all }개 중 { $failing }개는 답하지 않고, kube-proxy는 다른 엔드포인트를 다시 시도하지 않아요.
connect-partly-name = 이름에 주소가 여럿인데 모두가 답하지는 않아요. 하나만 시도하는 클라이언트는 연결하지 못할 수 있어요.
connect-unreadable = 도착할 곳과 1에서 65535 사이의 포트가 필요해요:
connect = 연결
protocol = 프로토콜
answered-by = 답하는 파드:
candidates = 살펴본 엔드포인트
candidate-kept = 남음
candidate-dropped = 빠짐
candidate-then = 하지만 고르면:
hop-source = 출발
hop-name = 이름
hop-address = 주소
hop-service = 서비스
hop-endpoints = 엔드포인트
hop-node = 노드
hop-ingress = 인그레스
hop-egress = 보내는 쪽 정책
hop-policy = 받는 쪽 정책
hop-listener = 리스너
hop-way = 이 엔드포인트가 골라지면:
hop-way-others = (같은 길로 가는 것이 { $n }개 더 있어요)
hop-passes = 지나감
hop-stops = 여기서 끝남
line-given = cluster.yaml { $n }번째 줄
line-of-step = { $step }단계 { $n }번째 줄

## 모델이 다루지 않는 것

model-link = 모델이 다루지 않는 것
model-title = 모델이 다루지 않는 것
model-lead = Drydock은 클러스터가 할 일을 계산해요. 실제 클러스터에서 실행 중인 프로그램, 우연, 제품에 따라 달라지는 것은 아래처럼 정해 두었어요. 쓴 글에 대한 답은 믿어도 되고, 나머지는 실제 클러스터에서 확인하세요.
model-what = 무엇
model-here = Drydock에서는
model-there = 실제 클러스터에서는
model-listen = 포트 열기
model-listen-here = 파드는 컨테이너가 선언한 포트만 열고, 다른 포트는 열지 않아요.
model-listen-there = `containerPort`는 정보일 뿐이에요. 프로그램이 여는 포트면 어디든 닿고, 선언만 하고 열지 않은 포트는 거절돼요.
model-run = 컨테이너
model-run-here = 이미지를 받지 않고 아무것도 실행하지 않아요. 파드는 노드와 볼륨이 정해지면 Running이고, 단계에서 달리 말하지 않으면 준비된 상태예요. 끝나지도 않고 ConfigMap이나 Secret을 기다리지도 않아서 Job은 계속 활성 상태예요.
model-run-there = 이미지, ConfigMap, Secret이 없을 수도, 프로그램이 끝나거나 죽을 수도 있고, 프로브가 준비 상태를 거듭 판단해요.
model-chance = 우연
model-chance-here = 연결마다 답할 수 있는 파드를 모두 보여 주고, 골라질 수 있는 엔드포인트 가운데 답하지 않는 것이 있으면 “일부만 연결”이라고 해요.
model-chance-there = kube-proxy는 연결마다 하나를 무작위로 고르고, 그 파드가 거절해도 다른 파드를 시도하지 않아요. `sessionAffinity`를 쓰면 같은 파드로 계속 가요.
model-proxy = 서비스 프록시
model-proxy-here = iptables 모드의 kube-proxy예요. 클러스터 IP에 없는 포트로 보낸 패킷은 사라지고, 노드 포트는 노드의 모든 주소에서 답해요.
model-proxy-there = nftables 모드에서는 그런 패킷이 바로 거절돼요. 다른 프록시에는 또 다른 규칙이 있어요.
model-policy = NetworkPolicy
model-policy-here = kube-network-policies처럼 집행해요. 어떤 규칙도 허용하지 않은 것은 버려지고, 파드와 그 파드가 있는 노드는 언제나 서로 닿아요. 노드 포트를 지나온 패킷은 그때 적혀 있는 출발 주소로 판단해요.
model-policy-there = 네트워크 플러그인이 결정해요. 아무것도 집행하지 않는 플러그인도 있고, 파드가 서비스를 거쳐 자기 자신에게 보내는 것은 막지 않는 플러그인도 있어요. `hostNetwork` 파드, 파드와 그 파드가 있는 노드 사이의 트래픽, ICMP는 API가 정하지 않았어요.
model-names = 이름
model-names-here = kubeadm이 설정한 그대로의 CoreDNS예요. `/etc/hosts`에는 파드 자신의 이름과 `hostAliases`가 있어요. 바깥 서버는 아무 이름도 몰라요.
model-names-there = 인터넷의 이름도 찾아져요. 클러스터의 도메인이 다를 수 있고, 스텁 도메인, 노드의 캐시, 이름 바꿔 쓰기가 있을 수 있어요.
model-outside = 바깥 세상
model-outside-here = 바깥의 호스트는 모든 포트에서 답해요. 바깥에서는 노드에만 닿고, 파드와 클러스터 IP에는 닿지 않아요.
model-outside-there = 클러스터를 둘러싼 네트워크의 방화벽과 경로가 결정해요.
model-balancer = 로드 밸런서
model-balancer-here = 클라우드가 없어요. LoadBalancer 타입의 서비스는 대기 상태로 남고, 노드 포트는 동작해요.
model-balancer-there = 클라우드 컨트롤러나 애드온이 주소를 줘요.
model-ingress = 인그레스
model-ingress-here = 컨트롤러 하나가 클래스가 있는 모든 인그레스를 맡아요. 맞는 규칙이 없으면 404, 뒤에서 아무도 답하지 않으면 503이에요. 컨트롤러는 정책과 상관없이 파드에 닿아요.
model-ingress-there = 컨트롤러가 없거나 여럿일 수 있고, 애너테이션이 경로와 호스트를 바꿀 수 있어요. 502나 504로 실패하기도 하고, 컨트롤러의 파드를 들여보내는 정책이 필요해요.
model-time = 시간
model-time-here = 단계마다 클러스터가 바로 안정돼요. 속도, 부하, 손실은 재지 않고, 때가 되어 일어나는 일도 없어요. CronJob의 일정도, Deployment나 Job의 기한도, 응답 없는 노드에서의 축출도 없어요.
model-time-there = 일정과 기한이 지나가요. 규칙은 조금 뒤에 노드에 닿고, 열린 연결은 허용한 규칙보다 오래 남으며, 캐시는 옛 이름을 기억해요.
model-family = IPv6
model-family-here = 연결은 IPv4로 따라가요.
model-family-there = 두 주소 체계를 쓰는 클러스터에서는 주소가 둘이고, 클라이언트가 골라요.
model-kinds = 다른 종류
model-kinds-here = 워크로드, 네트워크, 스토리지와 관계없는 종류는 검사하고 저장하고 보여 주지만, 그것을 보고 움직이는 것은 없어요.
model-kinds-there = 종류마다 컨트롤러가 있고, 애드온이 더 가져와요.

## 문제

problem-lessons = 레슨으로
